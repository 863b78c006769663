>> TimeConstrained[StringLength[ReadString["/dev/zero"]], 1, late] // Head
Symbol
