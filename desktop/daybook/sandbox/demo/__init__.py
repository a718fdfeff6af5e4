"""Sample data: two users and two deals, a sales team's month, or any number of activities."""
