"""What a person wants done to many activities at once, before anybody knows which they are."""
