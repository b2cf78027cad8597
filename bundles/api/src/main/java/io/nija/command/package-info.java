/**
 * Commands, declared once and offered in the console, in the shell, in the help and in the documentation.
 */
@Export
@Version("1.1.0")
package io.nija.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
