"""The day: what is overdue and due, how much everybody has to do, and going through it by keys.

workspace     the sheet and the editor side by side, and what carries wishes between them
page          the sheet from top to bottom: greeting, loads, list, keys
greeting      the date, the day's numbers, whose day it is
load_*        people × days, where too much is seen at a glance
rows, model   the list of a day: headings, activities, items without a plan
view          what the pointer and the keys do in the list; `choosing` knows which rows they are about
doing         one key, one change, the next row; doing_many and plan_card: several rows, shown before they are sent
"""
