"""What is to become of many activities: the form, and the preview that is looked at before anything is sent."""
