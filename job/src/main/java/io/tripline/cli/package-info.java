/** The command line: what may be asked for, what is said, and with which exit code it ends. */
package io.tripline.cli;
