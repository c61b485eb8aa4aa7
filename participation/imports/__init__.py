"""Files of ideas and comments from elsewhere: read, checked, compared with what is there."""
