package io.github.cdkrouteserver.localaws.ec2;

import java.util.ArrayList;
import java.util.List;

/** Every call that was answered or dropped, in the order of that. Thread-safe. */
public final class Journal {
    private final List<JournalEntry> entries = new ArrayList<>();

    Journal() {}

    synchronized void add(JournalEntry entry) {
        entries.add(entry);
    }

    /**
     * Returns all entries.
     *
     * @return a copy
     */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Returns the entries of one action.
     *
     * @param action such as {@code CreateRouteServer}
     * @return a copy
     */
    public List<JournalEntry> of(String action) {
        return entries().stream().filter(entry -> entry.action().equals(action)).toList();
    }

    /**
     * Counts the calls of one action.
     *
     * @param action such as {@code CreateRouteServer}
     * @return how many there were, whatever became of them
     */
    public int count(String action) {
        return of(action).size();
    }

    /**
     * Returns the actions in order.
     *
     * @return their names
     */
    public List<String> actions() {
        return entries().stream().map(JournalEntry::action).toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        entries.clear();
    }
}
