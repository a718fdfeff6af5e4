"""What the window says about each thing that can go wrong, and what to do about it.

The rooms below raise errors with keys and facts; here they become sentences that a sales manager understands. A test
walks all classes and keys and fails on one that has none.
"""

from daybook.ui.kit.wording.explain import explain, failure, retry_helps
from daybook.ui.kit.wording.sentence import Sentence

__all__ = ["Sentence", "explain", "failure", "retry_helps"]
