/** Reads the configuration folder, checks every file, and puts what is good into ConfigAdmin. */
package io.nija.configuration.internal;
