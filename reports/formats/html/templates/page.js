// What the page does besides showing samples.
