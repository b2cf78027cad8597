/** What raises alerts by itself. */
package io.nija.alerts.internal.watch;
