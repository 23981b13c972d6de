/** What people are asked to look at, told from the events of one partition after another. */
package io.tripline.notify.alert;
