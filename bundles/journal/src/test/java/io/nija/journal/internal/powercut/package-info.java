/** Proof that what is acknowledged is on the disk: a disk that tells what was written and forced, and loses power. */
package io.nija.journal.internal.powercut;
