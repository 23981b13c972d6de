/** The demo: the story played into Kafka, the job on it, and what it says as a person reads it. */
package io.tripline.local.demo;
