/** What each kind of receiver is sent, in the form that it documents. */
package io.tripline.notify.receiver;
