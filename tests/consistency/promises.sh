# Nothing is left for later in a comment: an issue is the place for that.
! grep -nEw 'TODO|FIXME|XXX' $(find vm foreign repl lib tools -type f)
