/** {@code doctor}: what may be wrong with the machine, the folders and the files. */
package io.nija.console.internal.doctor;
