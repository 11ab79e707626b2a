"""What several versions of a lesson are made with."""
