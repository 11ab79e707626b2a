"""The published site: every lesson with what it shows, the glossary, the pages for instructors, and a search."""
