"""How checks judge, in storeys: values < compare < surroundings, alarm, guard < observers < check < typed."""
