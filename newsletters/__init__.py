"""What is sent to many. Its first models come with the newsletters themselves."""
