/** What the job says, as a person reads it on a terminal. */
package io.tripline.cli.print;
