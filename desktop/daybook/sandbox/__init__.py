"""A Bitrix24 portal in miniature: own process, loopback HTTP, SQLite; for the demo, the tests and measurements.

It is strict where a portal is strict and forgetful where a portal is forgetful. It imports nothing of the program it
serves: a bug of the client must not be mirrored here.

    command   flags, the one line at start, signals
    server    HTTP: the REST interface and the token server, faults of the wire, answers
    browser   the page that lets an application in; controls: what a test may turn
    portal    what happens to one call: authorization, limits, scope, parameters, handler
    wire      requests and answers as bytes
    events    what applications hear: changes, event_queue for who polls, courier to handlers
    methods   one module per family: a table of methods and their handlers
    tables    the fields of CRM objects as a portal describes them
    demo      a sales team's month
"""
