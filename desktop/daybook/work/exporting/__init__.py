"""What a list shows, written to a file for other programs: CSV and XLSX for spreadsheets, ICS for calendars."""
