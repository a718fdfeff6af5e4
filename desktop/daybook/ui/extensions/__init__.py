"""What an application adds to its portal: a page for each family of it.

workspace     the list of pages, and the one that is on
page          what every page has: heading, reason why it is greyed, rows of what is there
*_page        one family each
fields        language_text, json_field, item_field, property_card: the fields that only these pages need
"""
