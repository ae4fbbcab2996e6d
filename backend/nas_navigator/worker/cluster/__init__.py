"""Work spread over a Ray cluster: the process in charge, and its workers on any node.

The process in charge speaks with the server as a device process does. It proposes candidates and places them itself;
it has populations measured, in parts, and networks trained by workers, which are Ray actors that run the same code as a
device process. Tasks and messages travel as JSON, artifacts as bytes through Ray's object store, so that nodes need no
common directory. What a lost worker had in hand another does again.
"""
