/** Alerts and the heartbeat. */
package io.nija.alerts.internal;
