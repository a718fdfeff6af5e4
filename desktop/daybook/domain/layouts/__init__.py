"""Layouts: the card of a configurable activity, a set of content blocks on somebody else's, and their rules.

`model` is what a layout says, `tables` what may stand where, and both `judging` and `completion` read those tables.
`judging.judge` takes a text and gives everything at once: the layout, its mistakes with their places, and the tree of
the text. Nothing here draws, sends, or knows a sentence.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/
"""
