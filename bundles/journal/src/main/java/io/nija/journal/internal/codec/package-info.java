/** Records as text, and back. */
package io.nija.journal.internal.codec;
