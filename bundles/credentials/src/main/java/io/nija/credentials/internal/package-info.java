/** Where keys are looked for, what is wrong with them, and the only place that holds them. */
package io.nija.credentials.internal;
