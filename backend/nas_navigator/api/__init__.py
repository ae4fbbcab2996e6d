"""HTTP and the stream: routes, refusals, security, static files. Not pure, and never loads torch.

`app.create_app` wires the study, storage and the runner together; nothing else here knows all three.
"""
