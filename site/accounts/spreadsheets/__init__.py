"""Spreadsheets in and out, CSV and XLSX: one place for safe cells, for writing and for reading."""
