/** How a message leaves the house: forms, addresses, the queue, the calls. */
package io.nija.alerts.internal.sink;
