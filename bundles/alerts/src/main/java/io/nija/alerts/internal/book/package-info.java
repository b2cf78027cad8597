/** Which alerts are open, when something must be said about them, and how they outlive a restart. */
package io.nija.alerts.internal.book;
