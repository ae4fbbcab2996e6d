"""What starts workers, passes tasks to them and hears them: in processes of this
machine (`local`), one of which may pass the work on to many machines (`cluster`). Not pure."""
