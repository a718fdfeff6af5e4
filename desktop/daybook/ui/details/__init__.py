"""Everything a portal knows of one activity, in the editor's place.

panel         head and the three pages
field_form    all fields, in a form built from the portal's own description of them
note_page     the note of the activity
"""
