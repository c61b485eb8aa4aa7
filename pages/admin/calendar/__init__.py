"""The screens of the editorial calendar."""
