/** What happens while people are told. */
package io.tripline.notify.journal;
