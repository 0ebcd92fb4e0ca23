/**
 * Where dialogs are drawn. Drawn into something that is put on the page only after them, the field
 * that is to have the keys from the start gets none.
 */
export const onPage = () => document.body;

/** For a drawer with such a field: it does not take the keys itself. */
export const forTyping = { autoFocus: false, getContainer: onPage };
