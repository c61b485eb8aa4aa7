"""What a questionnaire is made of, apart from the database: definitions, kinds, reading."""
