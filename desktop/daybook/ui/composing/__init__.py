"""Writing a call, a meeting, an e-mail or an application's own activity, in the editor's place.

panel         head, form and foot of one composition
contacts      whom it is with
attachments   the files that go along
words         what its parts are called
"""
