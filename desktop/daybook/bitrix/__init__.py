"""How Bitrix24 speaks. Nothing here is drawn or stored.

secret, address   what gives access, and how a person's paste becomes it
errors            everything that can go wrong, on one screen
gate              bytes and foreign exceptions become answers and our errors, here and nowhere else
limits            the leaky bucket, the queue before it, and each method's own running time
command, batch    what is asked for; many in one request
transport         httpx: the only module that touches the network
portal            asks: waits its turn, repeats what may be repeated
paging            lists of any length
decode, records   the portal's many ways to write a value become one
activities, todos, bindings, entities, users, system, enums
                  one module a method family; each writing function has a `*_command` twin for runs
diagnosis         the connection test
"""
