"""What lessons teach, a module each: generated, so edit the lesson. Did a student write me? Then I am here."""
