>> MemoryConstrained[Expand[(a + b + c + d)^150], 10^7, large]
large
