"""iCalendar out of fractui's blocks, entries and due dates."""
