"""What `mlcourse class` reads, adds up and writes."""
