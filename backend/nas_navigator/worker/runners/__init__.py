"""What starts workers, passes tasks to them and hears them: in processes of this machine (`local`). Not pure."""
