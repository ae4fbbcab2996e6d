"""The networks that a template describes, in torch: the supernet, standalone networks, training, evaluation, costs.

A network is a `Blueprint` (which weights each part has: pure, no tensors) and a mapping from weight keys to tensors.
A `Program` says what to compute for one candidate or many (pure), `execution` computes it. Randomness comes from
seeds; nothing here touches files.
"""
