/** Crashes on request, and a journal that forgets: what the crash campaign puts into the deploy folder. */
package io.nija.crash.internal;
