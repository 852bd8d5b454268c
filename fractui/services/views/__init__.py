"""What panes and commands show: frozen, comparable values without markup."""
