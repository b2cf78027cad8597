/** What people can say. */
package io.nija.alerts.internal.command;
