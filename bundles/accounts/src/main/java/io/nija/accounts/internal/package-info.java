/** The durable accounts, their lanes' requests and session configurations, and the ladder. */
package io.nija.accounts.internal;
