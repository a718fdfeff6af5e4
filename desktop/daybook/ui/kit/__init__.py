"""What every workspace is built from: theme, fonts, icons, small widgets, jobs, and how errors reach a person."""
